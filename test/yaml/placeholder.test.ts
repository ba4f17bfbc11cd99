import { expect, it } from "vitest";
import { hasPlaceholder } from "../../server/yaml/tree/placeholder.ts";

it.each(
  [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of envsubst
    ["{{ .Values.x }}", "${TAG}", "app:${TAG:-latest}", "<%= x %>"],
    ["$TAG", "registry.example.com/shop:$TAG", "shop-$ENV", "$A.example.com", "--address=$PRIVATE_IP"],
    ["#{Tag}#", "shop:#{build.id}#", "__IMAGE__", "shop:__TAG__", "@VERSION@", "($namespace)"],
    ["%NAME%", "shop:%TAG%", "%%TAG%%", "%{image.tag}", "((tag))", "[[tag]]", "shop:[[image.tag]]"],
  ].flat(),
)("%s is filled in", (text) => expect(hasPlaceholder(text)).toBe(true));

it.each(
  [
    ["$(POD_IP)", "http://$(POD_IP):80", "price in $", "a$b", "^foo$", "pa$WORD", "$1", "echo $HOME/bin"],
    ["__name__", "__meta_kubernetes_pod_name", "#fff", "# {x}", "a@b.example.com", "user@EXAMPLE.COM"],
    ["%Y%m%d", "100%", "a%20b%2F", "/a%2Fb%2F", "%h %l %u", "(a)", "((a|b)+)", "[[:alpha:]]", "[[1,2],[3]]"],
    ["a < b > c", "<html>\n<body>", "x -> y", "1<2", "<a><b>", "--expr=a<b", "<your-domain>"],
  ].flat(),
)("%s is what it says", (text) => expect(hasPlaceholder(text)).toBe(false));
