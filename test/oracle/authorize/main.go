// What the RBAC authorizer of Kubernetes says to a request, with these roles and bindings.
package main

import (
	"context"

	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/kubernetes/pkg/registry/rbac/validation"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac"

	"plimsoll/oracle/batch"
)

type subject struct {
	Kind      string `json:"kind"`
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
}

type rule struct {
	APIGroups       []string `json:"apiGroups"`
	Resources       []string `json:"resources"`
	Verbs           []string `json:"verbs"`
	ResourceNames   []string `json:"resourceNames"`
	NonResourceURLs []string `json:"nonResourceUrls"`
}

type role struct {
	Kind      string `json:"kind"`
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	Rules     []rule `json:"rules"`
}

type binding struct {
	Kind      string    `json:"kind"`
	Namespace string    `json:"namespace"`
	Name      string    `json:"name"`
	Role      subject   `json:"role"`
	Subjects  []subject `json:"subjects"`
}

type request struct {
	User        string   `json:"user"`
	Groups      []string `json:"groups"`
	Verb        string   `json:"verb"`
	Group       string   `json:"group"`
	Resource    string   `json:"resource"`
	Subresource string   `json:"subresource"`
	Namespace   string   `json:"namespace"`
	Name        string   `json:"name"`
	Path        string   `json:"path"`
}

type question struct {
	Roles    []role    `json:"roles"`
	Bindings []binding `json:"bindings"`
	Requests []request `json:"requests"`
}

type answer struct {
	Allowed []bool `json:"allowed"`
}

func main() { batch.Serve(authorize) }

func authorize(asked question) answer {
	var roles []*rbacv1.Role
	var clusterRoles []*rbacv1.ClusterRole
	var roleBindings []*rbacv1.RoleBinding
	var clusterRoleBindings []*rbacv1.ClusterRoleBinding
	for _, one := range asked.Roles {
		meta := metav1.ObjectMeta{Name: one.Name, Namespace: one.Namespace}
		if one.Kind == "Role" {
			roles = append(roles, &rbacv1.Role{ObjectMeta: meta, Rules: rulesOf(one)})
		} else {
			clusterRoles = append(clusterRoles, &rbacv1.ClusterRole{ObjectMeta: meta, Rules: rulesOf(one)})
		}
	}
	for _, one := range asked.Bindings {
		meta := metav1.ObjectMeta{Name: one.Name, Namespace: one.Namespace}
		ref := rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: one.Role.Kind, Name: one.Role.Name}
		if one.Kind == "RoleBinding" {
			roleBindings = append(roleBindings, &rbacv1.RoleBinding{ObjectMeta: meta, RoleRef: ref, Subjects: subjectsOf(one)})
		} else {
			clusterRoleBindings = append(clusterRoleBindings, &rbacv1.ClusterRoleBinding{ObjectMeta: meta, RoleRef: ref, Subjects: subjectsOf(one)})
		}
	}
	_, static := validation.NewTestRuleResolver(roles, roleBindings, clusterRoles, clusterRoleBindings)
	decider := rbac.New(static, static, static, static)
	given := answer{Allowed: []bool{}}
	for _, one := range asked.Requests {
		decision, _, _ := decider.Authorize(context.Background(), authorizer.AttributesRecord{
			User:            &user.DefaultInfo{Name: one.User, Groups: one.Groups},
			Verb:            one.Verb,
			Namespace:       one.Namespace,
			APIGroup:        one.Group,
			APIVersion:      "v1",
			Resource:        one.Resource,
			Subresource:     one.Subresource,
			Name:            one.Name,
			ResourceRequest: one.Path == "",
			Path:            one.Path,
		})
		given.Allowed = append(given.Allowed, decision == authorizer.DecisionAllow)
	}
	return given
}

func rulesOf(one role) []rbacv1.PolicyRule {
	var rules []rbacv1.PolicyRule
	for _, r := range one.Rules {
		rules = append(rules, rbacv1.PolicyRule{
			APIGroups: r.APIGroups, Resources: r.Resources, Verbs: r.Verbs, ResourceNames: r.ResourceNames, NonResourceURLs: r.NonResourceURLs,
		})
	}
	return rules
}

func subjectsOf(one binding) []rbacv1.Subject {
	var subjects []rbacv1.Subject
	for _, s := range one.Subjects {
		subjects = append(subjects, rbacv1.Subject{Kind: s.Kind, Name: s.Name, Namespace: s.Namespace})
	}
	return subjects
}
