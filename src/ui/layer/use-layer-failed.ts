"use client";

import { useTranslations } from "next-intl";
import { toast } from "../toast/toast.ts";

/** Says that the code of a layer did not come: the connection is gone, or the panel was updated meanwhile. */
export function useLayerFailed(): (error: unknown) => void {
  const words = useTranslations("ui.error");
  return () => void toast.failed(words("layerTitle"), new Error(words("layerAdvice")));
}
