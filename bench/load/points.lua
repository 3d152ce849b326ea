-- Single points for wrk: prebuilt requests over SINGLE_SERVICES services, sent in turn.
local services = tonumber(os.getenv("SINGLE_SERVICES"))
local requests = {}
local turn = 0
local thread_count = 0

function setup(thread)
  thread:set("offset", thread_count * 1000)
  thread_count = thread_count + 1
end

function init(args)
  math.randomseed(os.time() + offset)
  local now = os.time() * 1000
  for i = 1, 2000 do
    local body = string.format(
      '{"service_name":"single-%02d","metric_type":"latency_ms","labels":{"host":"host-%d"},"value":%.2f,"timestamp":%d}',
      (i + offset) % services, i % 7, 5 + math.random() * 90, now - 60000 + (i + offset) * 10)
    requests[i] = wrk.format("POST", "/metrics", { ["Content-Type"] = "application/json" }, body)
  end
end

function request()
  turn = turn % 2000 + 1
  return requests[turn]
end

function done(summary, latency, _)
  local e = summary.errors
  io.write(string.format("result %d %d %d %d\n", summary.requests, summary.duration, e.status,
    e.connect + e.read + e.write + e.timeout))
  io.write(string.format("latency %d %d\n", latency:percentile(50), latency:percentile(99)))
end
