package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/warning"
	"sigs.k8s.io/yaml"
)

// create goes the way of a POST request (k8s.io/apiserver/pkg/endpoints/handlers/create.go, pkg/registry/generic/registry/store.go),
// without what depends on the cluster: who asks, admission, other objects.
func create(asked question) answer {
	body, format := []byte(asked.Object), runtime.ContentTypeJSON
	if asked.Object == nil {
		body, format = []byte(asked.Text), runtime.ContentTypeYAML
	}
	var named struct {
		APIVersion string `json:"apiVersion"`
		Kind       string `json:"kind"`
	}
	if err := yaml.Unmarshal(body, &named); err != nil {
		return answer{Decode: err.Error()}
	}
	version, err := schema.ParseGroupVersion(named.APIVersion)
	if err != nil {
		return answer{Unserved: err.Error()}
	}
	kind, served := kinds[schema.GroupKind{Group: version.Group, Kind: named.Kind}]
	if !served || !slices.Contains(kind.versions, version.Version) {
		return answer{Unserved: fmt.Sprintf("no matches for kind %q in version %q", named.Kind, named.APIVersion)}
	}
	given := answer{OffByDefault: isPreview(version.Version)}
	object, err := decode(kind.apis, version, format, body)
	if strict, isStrict := runtime.AsStrictDecodingError(err); isStrict && object != nil {
		for _, each := range strict.Errors() {
			given.Strict = append(given.Strict, each.Error())
		}
	} else if err != nil {
		given.Decode = err.Error()
		return given
	}
	before := encode(kind.apis.scheme, version, object)
	ctx := contextOf(kind, version, object, &given)
	if err := admit(ctx, kind, object); err != nil {
		given.Errors = refusalsOf(err)
		return given
	}
	given.Dropped = dropped(body, before, encode(kind.apis.scheme, version, object))
	return given
}

// decode reads strictly, sets defaults, and converts to the internal version.
func decode(from apis, version schema.GroupVersion, format string, body []byte) (runtime.Object, error) {
	info, _ := runtime.SerializerInfoForMediaType(from.codecs.SupportedMediaTypes(), format)
	internal := schema.GroupVersion{Group: version.Group, Version: runtime.APIVersionInternal}
	object, _, err := from.codecs.DecoderToVersion(info.StrictSerializer, internal).Decode(body, nil, nil)
	return object, err
}

func encode(scheme *runtime.Scheme, version schema.GroupVersion, object runtime.Object) []byte {
	converted, err := scheme.ConvertToVersion(object, version)
	if err != nil {
		panic(err)
	}
	text, err := json.Marshal(converted)
	if err != nil {
		panic(err)
	}
	return text
}

func contextOf(of kind, version schema.GroupVersion, object runtime.Object, given *answer) context.Context {
	metadata, err := meta.Accessor(object)
	if err != nil {
		panic(err)
	}
	namespace := ""
	if of.strategy.NamespaceScoped() {
		namespace = metadata.GetNamespace()
		if namespace == "" {
			namespace = "default"
		}
	} else if of.resource == "namespaces" {
		namespace = metadata.GetName()
	}
	ctx := request.WithRequestInfo(context.Background(), &request.RequestInfo{
		IsResourceRequest: true, Verb: "create", APIPrefix: "apis",
		APIGroup: version.Group, APIVersion: version.Version, Resource: of.resource, Namespace: namespace,
	})
	ctx = request.WithNamespace(ctx, namespace)
	ctx = request.WithUser(ctx, &user.DefaultInfo{Name: "somebody", Groups: []string{user.AllAuthenticated}})
	return warning.WithWarningRecorder(ctx, (*warnings)(given))
}

// warnings takes what the server would send in a header of its response.
type warnings answer

func (w *warnings) AddWarning(_, text string) { w.Warnings = append(w.Warnings, text) }

func admit(ctx context.Context, of kind, object runtime.Object) error {
	metadata, err := meta.Accessor(object)
	if err != nil {
		return err
	}
	rest.WipeObjectMetaSystemFields(metadata)
	rest.FillObjectMetaSystemFields(metadata)
	if metadata.GetName() == "" && metadata.GetGenerateName() != "" {
		metadata.SetName(of.strategy.GenerateName(metadata.GetGenerateName()))
	}
	if of.begin != nil {
		end, err := of.begin(ctx, object)
		if err != nil {
			return err
		}
		defer end()
	}
	return rest.BeforeCreate(of.strategy, ctx, object)
}

func refusalsOf(err error) []refusal {
	var status apierrors.APIStatus
	if !errors.As(err, &status) {
		return []refusal{{Type: "Error", Detail: err.Error()}}
	}
	details := status.Status().Details
	if details == nil || len(details.Causes) == 0 {
		return []refusal{{Type: string(status.Status().Reason), Detail: status.Status().Message}}
	}
	var list []refusal
	for _, cause := range details.Causes {
		list = append(list, refusal{cause.Field, string(cause.Type), cause.Message})
	}
	return list
}
