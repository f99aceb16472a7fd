"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, splitLink, TRPCClientError } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import type { AppRouter, ShownError } from "../trpc.ts";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** The panel's own error of a failed call, or null where the call did not reach the panel at all. */
export function shownError(error: unknown): (ShownError & { message: string }) | null {
  if (!(error instanceof TRPCClientError)) return null;
  const shown = error.data as ShownError | undefined;
  return shown?.reason ? { ...shown, message: error.message } : null;
}

/** Whether asking again may help: the panel said so, or was not reached. */
function mayRetry(failures: number, error: unknown): boolean {
  const shown = shownError(error);
  return failures < 2 && (shown === null || shown.code === "unavailable" || shown.code === "node_timeout");
}

const BATCHES = { url: "/api/trpc", maxURLLength: 4000, maxItems: 30 };

interface TrpcProviderProps {
  /** The queries whose input must not stand in an address. */
  byPost: readonly string[];
  children: ReactNode;
}

/** tRPC and its cache for everything below. A server's events keep the cache true (features' ui/live), so nothing is asked again by the clock. */
export function TrpcProvider({ byPost, children }: TrpcProviderProps) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: 30_000, retry: mayRetry, refetchOnWindowFocus: true },
          mutations: { retry: false },
        },
      }),
  );
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: ({ path }) => byPost.includes(path),
          true: httpBatchLink({ ...BATCHES, methodOverride: "POST" }),
          false: httpBatchLink(BATCHES),
        }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
