import { parseImage } from "../../server/api.ts";

/** The last part of an image's name: the program. Empty where the image is not known. */
export function programIn(image: string | undefined): string {
  const repository = parseImage(image ?? "")?.repository ?? "";
  return repository.slice(repository.lastIndexOf("/") + 1);
}
