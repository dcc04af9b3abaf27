// Loaded before an app (`node --require`): its clock is CLOCK_OFFSET_MS away from everybody else's.
const offset = Number(process.env.CLOCK_OFFSET_MS);
const { now } = Date;
Date.now = () => now() + offset;
