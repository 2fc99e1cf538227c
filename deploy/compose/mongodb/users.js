// Fails until all is done, and does no harm when run again.
const fs = require("fs");
const secret = (name) => fs.readFileSync("/secrets/" + name, "utf8");
const admin = db.getSiblingDB("admin");
if (!db.hello().setName) {
  rs.initiate({_id: "roi", members: [{_id: 0, host: "mongodb:27017"}]});
}
if (!db.hello().isWritablePrimary) {
  throw new Error("not yet primary");
}
try {
  admin.createUser({user: "admin", pwd: secret("admin-password"), roles: ["root"]});
} catch (refused) {
  // 13 and 51003: there is a user already, and it must be this one.
  if (refused.code !== 13 && refused.code !== 51003) {
    throw refused;
  }
}
admin.auth("admin", secret("admin-password"));
if (!admin.getUser("audit")) {
  admin.createUser({user: "audit", pwd: secret("audit-password"), roles: [{role: "readWrite", db: "audit"}]});
}
