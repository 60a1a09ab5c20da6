go build -o pacer .
GODEBUG=gctrace=1 ./pacer
