go run .
go tool pprof -top -nodefraction=0 -sample_index=alloc_objects -show='main.(label|body|report|catalogue|remember)' mem.prof
go tool pprof -top -nodefraction=0 -sample_index=alloc_space -show='main.(label|body|report|catalogue|remember)' mem.prof
go tool pprof -top -nodefraction=0 -sample_index=inuse_objects -show='main.(label|body|report|catalogue|remember)' mem.prof
go tool pprof -top -nodefraction=0 -sample_index=inuse_space -show='main.(label|body|report|catalogue|remember)' mem.prof
