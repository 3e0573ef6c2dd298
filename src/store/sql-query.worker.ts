import { isMainThread } from 'node:worker_threads'
import { hostQueryThread } from './sql-query/host-query-thread.ts'
import { runQueryThread } from './sql-query/run-query-thread.ts'

// The query runs in a thread, so that the process can still see its stdin close while SQLite is busy.
if (isMainThread) hostQueryThread(import.meta.filename)
else await runQueryThread()
