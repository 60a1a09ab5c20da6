module prof-dhat-tour

go 1.27
