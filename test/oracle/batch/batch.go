// Package batch is the protocol of the oracles: a question on each line of standard input, its answer on the same line of standard output, both JSON.
package batch

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"
)

// Code that recurses without an end is stopped here, long before Go's own limit of 1 GB.
const maxStack = 64 << 20

// A question that takes longer has no answer.
const patience = 20 * time.Second

// crash is the answer where the code under question panics, which is an answer too: the tool that contains it would have died.
type crash struct {
	Crash string `json:"crash"`
}

// Serve answers every line until the input ends. Each answer is written before the next question is read: where the process itself ends (Go's
// fatal errors, such as a stack overflow, cannot be caught; a question without an answer), whoever asked knows by which question.
// A line that is no question ends the program with exit code 2.
func Serve[Question, Answer any](answer func(Question) Answer) {
	debug.SetMaxStack(maxStack)
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for number := 1; ; number++ {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return
		}
		if err != nil && !errors.Is(err, io.EOF) {
			fail(number, err)
		}
		var question Question
		if err := json.Unmarshal(line, &question); err != nil {
			fail(number, err)
		}
		if err := out.Encode(guarded(answer, question)); err != nil {
			fail(number, err)
		}
	}
}

func guarded[Question, Answer any](answer func(Question) Answer, question Question) (result any) {
	watch := time.AfterFunc(patience, func() {
		fmt.Fprintf(os.Stderr, "fatal error: no answer within %s\n", patience)
		os.Exit(3)
	})
	defer watch.Stop()
	defer func() {
		if reason := recover(); reason != nil {
			result = crash{fmt.Sprint(reason)}
		}
	}()
	return answer(question)
}

func fail(number int, err error) {
	fmt.Fprintf(os.Stderr, "line %d: %v\n", number, err)
	os.Exit(2)
}
