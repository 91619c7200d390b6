-- ARGV: now, end of lease, how many residents, how many due ones to look at, how many events a claim
-- Returns {resident, token, {id, body, tries, ...}} for each; OAs take turns, the one with the fewest leases first.
local now, lease_end, wanted, scan, events = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]
local due = redis.call('ZRANGE', DUE, '-inf', now, 'BYSCORE', 'LIMIT', 0, scan)
local queues, oas = {}, {}
for _, resident in ipairs(due) do
    local oa = string.match(resident, '^[^:]*')
    if not queues[oa] then
        queues[oa] = {}
        oas[#oas + 1] = oa
    end
    table.insert(queues[oa], resident)
end

local chosen, round = {}, 1
while #chosen < wanted do
    local before = #chosen
    for _, oa in ipairs(oas) do
        if #chosen < wanted and queues[oa][round] then
            chosen[#chosen + 1] = queues[oa][round]
        end
    end
    if #chosen == before then
        break
    end
    round = round + 1
end

local claims = {}
for _, resident in ipairs(chosen) do
    local token = redis.call('INCR', '{hoixa}:tokens')
    redis.call('HSET', '{hoixa}:lease:' .. resident, 'token', token)
    redis.call('ZADD', DUE, lease_end, resident)
    local mail = {}
    for _, id in ipairs(redis.call('LRANGE', '{hoixa}:box:' .. resident, 0, events - 1)) do
        local body = redis.call('HGET', '{hoixa}:bodies:' .. resident, id)
        local tries = redis.call('HINCRBY', '{hoixa}:tries:' .. resident, id, 1)
        mail[#mail + 1] = {id, body or '', tostring(tries)}
    end
    claims[#claims + 1] = {resident, tostring(token), mail}
end
return claims
