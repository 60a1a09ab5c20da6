go run .
go tool pprof -top -focus=allocateMemory mem.prof
go tool pprof -top -focus=allocateMemory -sample_index=alloc_space mem.prof
