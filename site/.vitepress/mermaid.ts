import type { MarkdownRenderer } from 'vitepress';

/** Blocks of Mermaid become pictures, which the browser draws. */
export function mermaid(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence!;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { content, info } = tokens[index];
    return info.trim() === 'mermaid' ? `<MermaidPicture code="${encodeURIComponent(content)}" />\n` : fence(tokens, index, options, env, self);
  };
}
