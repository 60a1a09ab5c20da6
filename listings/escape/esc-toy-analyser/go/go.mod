module esc-toy-analyser

go 1.27
