import { DEFAULT_TENANT } from "../../shared/contract/access.ts";

const EXTENSIONS: Readonly<Record<string, string>> = {
  "video/mp4": "mp4",
  "video/quicktime": "mov",
  "video/webm": "webm",
  "video/x-msvideo": "avi",
};
const TENANTS = "tenants/";

const folderOf = (tenant: string): string => `${TENANTS}${tenant}/`;

/** Names are unguessable, since whoever of the tenant knows one may have the video assessed. */
export const newUploadKey = (newId: () => string, contentType: string, tenant: string): string =>
  `${tenant === DEFAULT_TENANT ? "" : folderOf(tenant)}uploads/${newId()}.${EXTENSIONS[contentType] ?? "video"}`;

/** Whether an object of any bucket belongs to a tenant: to the default one all that is in no tenant's folder. */
export const isKeyOfTenant = (key: string, tenant: string): boolean =>
  tenant === DEFAULT_TENANT ? !key.startsWith(TENANTS) : key.startsWith(folderOf(tenant));
