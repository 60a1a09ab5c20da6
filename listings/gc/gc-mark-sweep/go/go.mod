module gc-mark-sweep

go 1.27
