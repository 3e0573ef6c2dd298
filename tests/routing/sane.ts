import { createStaticEmbedder } from '/work/main/src/embedding/create-static-embedder.ts'
import { scanAgents } from '/work/main/src/capsules/scan-agents.ts'
import { indexAgents } from '/work/main/src/routing/index-agents.ts'
import { createRouter } from '/work/main/src/routing/create-router.ts'
import { createMemoryAgents } from '/work/main/tests/routing/memory-agents.ts'
import { TASKS, UNRELATED } from './tasks.ts'
const e=createStaticEmbedder({assetDir:'/work/main/src/embedding/static'})
const s=await scanAgents([{path:'/work/main/agents',source:'shipped'}])
console.log(s.agents.length,s.broken)
const store=createMemoryAgents()
await indexAgents({agents:s.agents,broken:s.broken,store,embedder:e})
const r=createRouter({embedder:e,search:store,threshold:0.62})
let bad=0
for(const [t,a] of TASKS){const d=await r.route({task:t,required_tools:[]}); const b=d.candidates[0]; const ok=b.agent_id===a; const acc=d.action==='reuse'; if(!ok||!acc){bad++;console.log(ok?'low ':'WRONG',(b.parts.examples+b.parts.centroid).toFixed(2),b.parts.examples.toFixed(2),b.score.toFixed(2),b.agent_id,'|',a,'|',t)}}
console.log('bad',bad,'of',TASKS.length)
for(const t of UNRELATED){const d=await r.route({task:t,required_tools:[]}); const b=d.candidates[0]; console.log(d.action==='reuse'?'ACCEPT':'ok',(b.parts.examples+b.parts.centroid).toFixed(2),b.score.toFixed(2),b.agent_id,t)}
