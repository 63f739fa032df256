-- wrk's requests: statements of about 1.2 KB as STACK.md measured with, from a thousand agents about two hundred activities, each under a new id.
-- Arguments: how many statements a post holds, the Authorization header, the address' path, the seed.
local per, authorization, path, seed = 1, '', '', 1
local agents, verbs, activities = 1000, 10, 200
local filler = string.rep('x', 600)

function init(args)
  per, authorization, path, seed = tonumber(args[1]), args[2], args[3], tonumber(args[4])
  math.randomseed(seed)
  wrk.method = 'POST'
  wrk.headers['Content-Type'] = 'application/json'
  wrk.headers['Authorization'] = authorization
  wrk.headers['X-Experience-API-Version'] = '1.0.3'
end

local function hex(n) return string.format('%0' .. n .. 'x', math.random(0, 16 ^ n - 1)) end

local function statement()
  local id = hex(8) .. '-' .. hex(4) .. '-4' .. hex(3) .. '-8' .. hex(3) .. '-' .. hex(6) .. hex(6)
  return '{"id":"' .. id .. '","actor":{"objectType":"Agent","name":"Rosa","mbox":"mailto:person' .. math.random(agents) .. '@example.org"},'
    .. '"verb":{"id":"http://adlnet.gov/expapi/verbs/verb' .. math.random(verbs) .. '","display":{"es":"vio","en":"experienced"}},'
    .. '"object":{"objectType":"Activity","id":"https://example.org/course/unit' .. math.random(activities) .. '","definition":{"name":{"es":"Qué es y qué no es la IA"},"description":{"es":"' .. filler .. '"}}},'
    .. '"timestamp":"2026-11-22T10:00:00.000Z"}'
end

function request()
  if per == 1 then return wrk.format(nil, path, nil, statement()) end
  local all = {}
  for i = 1, per do all[i] = statement() end
  return wrk.format(nil, path, nil, '[' .. table.concat(all, ',') .. ']')
end
