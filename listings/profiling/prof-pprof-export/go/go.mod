module prof-pprof-export

go 1.27
