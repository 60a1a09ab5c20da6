go build -gcflags=-m .
go build -gcflags=-m=2 . 2>&1 | grep flow:
