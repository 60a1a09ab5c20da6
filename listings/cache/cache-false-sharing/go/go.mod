module cache-false-sharing

go 1.27
