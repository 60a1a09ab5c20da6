module sh-big-box

go 1.27
