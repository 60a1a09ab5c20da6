go run .
go tool pprof -raw hand.pb
go tool pprof -top hand.pb
go tool pprof -top -cum -sample_index=peak_space round_trip.pb.gz
