import { serveLive } from "./live-bed";

// A web process of its own around the live feed, for tests with several. Its first line of output is its port.
const { port } = await serveLive();
process.stdout.write(`${port}\n`);
