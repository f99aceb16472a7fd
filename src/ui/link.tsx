import type { Route } from "next";
import NextLink from "next/link";
import type { ComponentProps } from "react";

export type LinkProps = Omit<ComponentProps<typeof NextLink>, "href"> & { href: string };

/**
 * A link inside the panel. Nothing is fetched ahead unless asked for, because lists hold hundreds of links; the address
 * is text, because kit components get theirs from data.
 */
export function Link({ href, prefetch = false, ...rest }: LinkProps) {
  return <NextLink href={href as Route} prefetch={prefetch} {...rest} />;
}
