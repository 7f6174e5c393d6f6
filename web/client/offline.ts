/** Keeps the course for when there is no net, and says when there is a newer edition or a part that cannot be had. */
import { notice } from "./notice.js";

/** After everything else, and not where the reader asks to save data. */
export function keepForOffline(): void {
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  if (!("serviceWorker" in navigator) || connection?.saveData) return;
  const register = async () => {
    const registration = await navigator.serviceWorker.register("offline.js", { updateViaCache: "none" });
    const arrived = () => {
      if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
    };
    arrived();
    registration.addEventListener("updatefound", () =>
      registration.installing?.addEventListener("statechange", arrived),
    );
  };
  // Where storage is refused or full there is no offline copy, and all else works.
  const start = () => setTimeout(() => void register().catch(() => undefined), 1500);
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}

/** The page stays as it is until somebody wants the newer one. */
function offer(waiting: ServiceWorker): void {
  notice("There is a newer edition of the course.", "Reload", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage("activate");
  });
}

/** What browsers say of an import() whose file is gone or out of reach. */
const FAILED_IMPORT = /dynamically imported module|module script failed/i;

/** A part that is loaded later may be gone by then: after an update, or without a connection. */
export function sayFailedImports(): void {
  addEventListener("unhandledrejection", ({ reason }) => {
    if (!FAILED_IMPORT.test(String(reason?.message))) return;
    const why = navigator.onLine ? "the course was updated since you opened it" : "there is no connection";
    notice(`A part of this page could not be loaded: ${why}.`, "Reload", () => location.reload());
  });
}
