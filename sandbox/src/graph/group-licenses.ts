import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route } from "../http/types";
import { queued } from "../rules/group-licenses";
import { groupResource, selectedOfGroup } from "./group-resource";
import { licenseChange } from "./license-change";
import { graphRoute, namedGroup } from "./request";

/** The group has its licences at once; its members get theirs later, and errors show at them. */
export const groupLicenseRoutes: readonly Route[] = [
  graphRoute({
    method: "POST",
    name: "/groups/{id}/assignLicense",
    permission: "groupLicense",
    evidence: "documented",
    source: "learn.microsoft.com, group: assignLicense",
    handle: (call) => {
      const group = namedGroup(call);
      const { added, removed } = licenseChange(call);
      const missing = removed.find((skuId) => !group.licenses.some((license) => license.skuId === skuId));
      if (missing !== undefined) throw new SandboxError(graphErrors.licenseNotAssigned);
      const changed = [...removed, ...added.map(({ skuId }) => skuId)];
      const licenses = [...group.licenses.filter(({ skuId }) => !changed.includes(skuId)), ...added];
      const next = queued({ ...group, licenses }, "everybody", call.sandbox.clock.now());
      call.store.put("groups", group.id, next);
      const context = `${call.root}/$metadata#groups/$entity`;
      const resource = groupResource(next, [...selectedOfGroup(new URLSearchParams()), "assignedLicenses"]);
      return { status: 202, body: { "@odata.context": context, ...resource } };
    },
  }),
];
