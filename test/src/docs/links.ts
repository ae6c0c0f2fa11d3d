import { existsSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { type Document, readDocument } from "./markdown";

/** Every relative link of a document that leads nowhere, or to a heading that is not there. */
export function brokenLinks(document: Document, root: string): string[] {
  return document.links.flatMap((link) => {
    if (/^[a-z][a-z+.-]*:/i.test(link)) return [];
    const [path = "", anchor = ""] = decodeURI(link).split("#");
    const target = path === "" ? document.file : posix.join(posix.dirname(document.file), path);
    const where = join(root, target);
    if (path !== "" && (target.startsWith("..") || !existsSync(where)))
      return [`${document.file}: ${link} does not exist`];
    if (anchor === "") return [];
    if (path !== "" && (!target.endsWith(".md") || !statSync(where).isFile())) return [];
    const anchors = path === "" ? document.anchors : readDocument(root, target).anchors;
    return anchors.has(anchor) ? [] : [`${document.file}: ${link} names no heading`];
  });
}
