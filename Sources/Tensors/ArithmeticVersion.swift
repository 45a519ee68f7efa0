/// The version of the arithmetic that this module implements (`docs/arithmetic.md`).
///
/// It is raised by any change that alters one bit of any result, and belongs in every key under which a
/// result is kept.
public let arithmeticVersion = 1
