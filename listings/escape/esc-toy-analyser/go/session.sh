go build -gcflags='-m -l' .
go build -gcflags='-m=2 -l' . 2>&1 | grep flow:
