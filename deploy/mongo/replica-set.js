// Makes the replica set and the platform's account. mongosh runs it once a
// start (service mongo-setup); what is there already stays as it is.
const secret = (name) => fs.readFileSync(`/run/secrets/${name}`, 'utf8').trim()

const root = new Mongo(`mongodb://root:${encodeURIComponent(secret('mongo_root_password'))}@mongo/?directConnection=true&authSource=admin`)
const admin = root.getDB('admin')

try {
  admin.runCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] } })
} catch (e) {
  if (e.codeName !== 'AlreadyInitialized') throw e
}
while (!admin.hello().isWritablePrimary) sleep(200)

const rapporteur = root.getDB('rapporteur')
const account = { pwd: secret('mongodb_password'), roles: [{ role: 'readWrite', db: 'rapporteur' }] }
if (rapporteur.getUser('rapporteur') === null) rapporteur.createUser({ user: 'rapporteur', ...account })
else rapporteur.updateUser('rapporteur', account)
print('the replica set is ready')
