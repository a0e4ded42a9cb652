import createNextIntlPlugin from "next-intl/plugin";

const withIntl = createNextIntlPlugin("./app/_i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // What a page cannot do without is read for its title already, before the first byte: then a missing thing answers
  // 404. With titles that stream, the answer would have begun as 200.
  htmlLimitedBots: /.*/,
  images: { unoptimized: true },
  // Native or file-reading packages stay outside the bundle.
  serverExternalPackages: [
    "sharp",
    "@hyzyla/pdfium",
    "pdfkit",
    "fontkit",
    "pg",
    "pg-boss",
    "pino",
    "nodemailer",
    "@prisma/adapter-pg",
    "zengin-code",
  ],
  // Types and lint are checked by their own steps of `npm test`, once.
  typescript: { ignoreBuildErrors: true },
  experimental: { optimizePackageImports: ["lucide-react", "radix-ui", "recharts"] },
};

export default withIntl(config);
