import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';
import navigation from '../navigation.json';
import { mermaid } from './mermaid';
import { boostDocument, processTerm } from './search';
import { slugify } from './slugify';

const REPOSITORY = 'https://github.com/cdk-s3-encryption/cdk-s3-encryption';

export default defineConfig({
  title: 'cdk-s3-encryption',
  description: 'AWS CDK constructs, mixins and synth-time checks for Amazon S3 encryption',
  lang: 'en',
  base: process.env.SITE_BASE ?? '/cdk-s3-encryption/',
  srcDir: 'pages',
  outDir: 'dist',
  lastUpdated: false,
  head: [['link', { rel: 'icon', href: 'data:image/svg+xml,' + encodeURIComponent(readFileSync(new URL('../icon.svg', import.meta.url), 'utf8')) }]],
  markdown: {
    // Others are too pale on the background of code.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    anchor: { slugify },
    config: mermaid,
    languageAlias: { mts: 'ts' },
  },
  themeConfig: {
    nav: [
      { text: 'Guides', link: '/documentation', activeMatch: '^/(documentation|guides/|coming-from/)' },
      { text: 'Rules', link: '/rules/', activeMatch: '^/rules/' },
      { text: 'API', link: '/api/', activeMatch: '^/api/' },
      { text: 'Questions', link: '/faq' },
    ],
    sidebar: navigation.sidebar,
    outline: { level: [2, 3] },
    socialLinks: [{ icon: 'github', link: REPOSITORY, ariaLabel: 'Source on GitHub' }],
    search: {
      provider: 'local',
      options: {
        detailedView: false,
        miniSearch: { options: { processTerm }, searchOptions: { boostDocument } },
      },
    },
    footer: { message: 'Apache-2.0. Not an AWS product.' },
  },
});
