module gc-noscan

go 1.27
