import CZlib

/// The version of zlib that is loaded, such as `1.2.13`.
public var zlibLibraryVersion: String { String(cString: zlibVersion()) }
