package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
)

// The part of the stream that decides whether it is JSON, as kubectl sets it.
const lookahead = 4096

// kubectl reads a file as `kubectl apply -f` does, up to the question which kind of object a document is
// (k8s.io/cli-runtime/pkg/resource: FileVisitor, StreamVisitor): a byte order mark chooses the encoding, and empty documents are passed over.
func kubectl(text []byte) ([]json.RawMessage, error) {
	decoded := transform.NewReader(bytes.NewReader(text), unicode.BOMOverride(unicode.UTF8.NewDecoder()))
	stream := yaml.NewYAMLOrJSONDecoder(decoded, lookahead)
	var documents []json.RawMessage
	for {
		var document runtime.RawExtension
		err := stream.Decode(&document)
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			return documents, err
		}
		raw := bytes.TrimSpace(document.Raw)
		if len(raw) > 0 && !bytes.Equal(raw, []byte("null")) {
			documents = append(documents, raw)
		}
	}
}
