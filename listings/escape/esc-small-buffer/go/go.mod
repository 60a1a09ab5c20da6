module esc-small-buffer

go 1.27
