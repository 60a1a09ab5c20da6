go build -gcflags=-m .
