@main struct Pipe { static func main() {} }
