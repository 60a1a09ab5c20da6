// Puts the file together again from the hexadecimal lines that the listing printed.
package main

import (
	"encoding/hex"
	"fmt"
	"os"
	"strings"
)

func main() {
	printed, err := os.ReadFile("output.txt")
	if err != nil {
		panic(err)
	}
	var file []byte
	for line := range strings.Lines(string(printed)) {
		if place, pairs, found := strings.Cut(line, "  "); found && len(place) == 4 {
			row, err := hex.DecodeString(strings.Join(strings.Fields(pairs), ""))
			if err != nil {
				panic(err)
			}
			file = append(file, row...)
		}
	}
	if err := os.WriteFile("hand.pb", file, 0o644); err != nil {
		panic(err)
	}
	fmt.Println("hand.pb:", len(file), "bytes")
}
