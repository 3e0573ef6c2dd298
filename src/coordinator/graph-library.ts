/** The one import of the graph library: `claw doctor` loads it from here to see that it is there. */
export { Annotation, END, START, StateGraph } from '@langchain/langgraph'
