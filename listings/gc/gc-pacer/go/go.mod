module gc-pacer

go 1.27
