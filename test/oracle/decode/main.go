// Decode answers what tools read out of a text: {"text": …} or {"base64": …}, with "as": "kubectl" (the default) or "kustomize".
package main

import (
	"encoding/json"
	"fmt"

	"plimsoll/oracle/batch"
)

type question struct {
	Text string `json:"text"`
	// The bytes of a file whose encoding is in question, instead of the text.
	Base64 []byte `json:"base64"`
	As     string `json:"as"`
}

// answer holds the documents that were read before the error, if there is one: a tool stops there.
type answer struct {
	Documents []json.RawMessage `json:"documents"`
	Error     string            `json:"error,omitempty"`
}

var readers = map[string]func([]byte) ([]json.RawMessage, error){"": kubectl, "kubectl": kubectl, "kustomize": kustomize}

func main() {
	batch.Serve(func(asked question) answer {
		text := asked.Base64
		if text == nil {
			text = []byte(asked.Text)
		}
		read, known := readers[asked.As]
		if !known {
			panic(fmt.Sprintf("no reader %q", asked.As))
		}
		documents, err := read(text)
		if documents == nil {
			documents = []json.RawMessage{}
		}
		if err != nil {
			return answer{documents, err.Error()}
		}
		return answer{Documents: documents}
	})
}
