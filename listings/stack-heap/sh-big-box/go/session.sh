go build -gcflags=-m .
go run .
