/** The charset that a page's head names (HTML Standard 13.2.3.2, prescan), for the decoder. */

/** The label in `<meta charset>`, `<meta http-equiv=content-type>` or an XML declaration; null where none is named. */
export function declaredCharset(head: string): string | null {
  const declaration = /^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  const meta = /<meta\s[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  return meta ?? declaration ?? null;
}
