-- ARGV: now, then name and calls a minute of every bucket ...   Returns 0 where one call was taken out of each, else
-- how many milliseconds to wait.
local now, wait, left, at = tonumber(ARGV[1]), 0, {}, {}
for i = 2, #ARGV, 2 do
    local rate = tonumber(ARGV[i + 1]) / 60000
    local room = math.max(1, rate * 1000)
    local kept = redis.call('HMGET', bucket(ARGV[i]), 'calls', 'at', 'closed')
    at[i] = math.max(now, tonumber(kept[2] or now))
    local calls = math.min(room, tonumber(kept[1] or room) + (at[i] - tonumber(kept[2] or now)) * rate)
    if calls < 1 then
        wait = math.max(wait, math.ceil((1 - calls) / rate))
    end
    wait = math.max(wait, tonumber(kept[3] or now) - now)
    left[i] = calls - 1
end
if wait > 0 then
    return wait
end
for i = 2, #ARGV, 2 do
    redis.call('HSET', bucket(ARGV[i]), 'calls', tostring(left[i]), 'at', at[i])
    redis.call('PEXPIRE', bucket(ARGV[i]), LIFE)
end
return 0
