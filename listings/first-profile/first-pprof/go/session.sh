go run .
go tool pprof -top -sample_index=alloc_objects -focus=main.answer mem.prof
go tool pprof -top -sample_index=alloc_space -focus=main.answer mem.prof
go tool pprof -top -sample_index=inuse_objects -focus=main.answer mem.prof
go tool pprof -top -sample_index=inuse_space -focus=main.answer mem.prof
