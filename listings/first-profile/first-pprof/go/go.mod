module first-pprof

go 1.27
