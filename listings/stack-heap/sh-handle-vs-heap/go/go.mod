module sh-handle-vs-heap

go 1.27
