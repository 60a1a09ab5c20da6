module gc-memlimit

go 1.27
