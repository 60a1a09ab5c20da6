module sh-thread-stack

go 1.27
