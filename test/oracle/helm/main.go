// Helm answers what `helm template` prints for a chart folder, or its error.
package main

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"os"
	"strings"

	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/cli"
	"helm.sh/helm/v3/pkg/cli/values"
	"helm.sh/helm/v3/pkg/getter"
	"helm.sh/helm/v3/pkg/release"
	"plimsoll/oracle/batch"
)

// What a released helm 3.17 reports without --kube-version: the version of its client library, which `go build` does not stamp.
const kubeVersion = "v1.32.0"

// question holds the arguments of `helm template [name] [chart]`, under the names of its flags.
type question struct {
	Chart       string   `json:"chart"`
	Name        string   `json:"name"`
	Namespace   string   `json:"namespace"`
	Values      []string `json:"values"`
	Set         []string `json:"set"`
	SetString   []string `json:"setString"`
	SetJSON     []string `json:"setJson"`
	SetFile     []string `json:"setFile"`
	KubeVersion string   `json:"kubeVersion"`
	APIVersions []string `json:"apiVersions"`
	IncludeCRDs bool     `json:"includeCrds"`
	NoHooks     bool     `json:"noHooks"`
	IsUpgrade   bool     `json:"isUpgrade"`
}

// answer holds what goes to standard output, the error, and what helm writes to its log (warnings about values, mostly).
type answer struct {
	Text  string   `json:"text"`
	Error string   `json:"error,omitempty"`
	Log   []string `json:"log,omitempty"`
}

func main() {
	// Nothing outside the chart decides an answer: no cluster, no repositories, no environment.
	for _, entry := range os.Environ() {
		if name, _, _ := strings.Cut(entry, "="); strings.HasPrefix(name, "HELM_") || strings.HasPrefix(name, "KUBE") {
			os.Unsetenv(name)
		}
	}
	batch.Serve(func(asked question) answer {
		var written bytes.Buffer
		log.SetOutput(&written)
		log.SetFlags(log.Lshortfile)
		text, err := template(asked)
		result := answer{Text: text}
		if err != nil {
			result.Error = err.Error()
		}
		if written.Len() > 0 {
			result.Log = strings.Split(strings.TrimSuffix(written.String(), "\n"), "\n")
		}
		return result
	})
}

// template goes the way of the command (cmd/helm/template.go and install.go of helm), whose package cannot be imported.
func template(asked question) (string, error) {
	install := action.NewInstall(new(action.Configuration))
	install.DryRun, install.DryRunOption, install.ClientOnly, install.Replace = true, "true", true, true
	install.ReleaseName, install.Namespace = or(asked.Name, "release-name"), or(asked.Namespace, "default")
	install.APIVersions = chartutil.VersionSet(asked.APIVersions)
	install.IncludeCRDs, install.DisableHooks, install.IsUpgrade = asked.IncludeCRDs, asked.NoHooks, asked.IsUpgrade
	version, err := chartutil.ParseKubeVersion(or(asked.KubeVersion, kubeVersion))
	if err != nil {
		return "", fmt.Errorf("invalid kube version '%s': %s", asked.KubeVersion, err)
	}
	install.KubeVersion = version

	options := values.Options{
		ValueFiles: asked.Values, Values: asked.Set, StringValues: asked.SetString, JSONValues: asked.SetJSON, FileValues: asked.SetFile,
	}
	given, err := options.MergeValues(getter.All(cli.New()))
	if err != nil {
		return "", err
	}
	requested, err := loader.Load(asked.Chart)
	if err != nil {
		return "", err
	}
	if err := installable(requested); err != nil {
		return "", err
	}
	rendered, err := install.RunWithContext(context.Background(), requested, given)
	if err != nil {
		if rendered != nil {
			err = fmt.Errorf("%w\n\nUse --debug flag to render out invalid YAML", err)
		}
		return "", err
	}
	return printed(rendered, asked.NoHooks), nil
}

func installable(requested *chart.Chart) error {
	if kind := requested.Metadata.Type; kind != "" && kind != "application" {
		return fmt.Errorf("%s charts are not installable", kind)
	}
	if dependencies := requested.Metadata.Dependencies; dependencies != nil {
		if err := action.CheckDependencies(requested, dependencies); err != nil {
			return fmt.Errorf("An error occurred while checking for chart dependencies. "+
				"You may need to run `helm dependency build` to fetch missing dependencies: %w", err)
		}
	}
	return nil
}

func printed(rendered *release.Release, noHooks bool) string {
	var text strings.Builder
	fmt.Fprintln(&text, strings.TrimSpace(rendered.Manifest))
	if !noHooks {
		for _, hook := range rendered.Hooks {
			fmt.Fprintf(&text, "---\n# Source: %s\n%s\n", hook.Path, hook.Manifest)
		}
	}
	return text.String()
}

func or(given, otherwise string) string {
	if given == "" {
		return otherwise
	}
	return given
}
